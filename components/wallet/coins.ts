/** What a chain's own coin is called, in which its fees are paid. */
const coins: Record<string, string> = {
  'eip155:137': 'POL',
  'eip155:43114': 'AVAX',
  'eip155:42220': 'CELO',
  'eip155:11142220': 'CELO',
  'eip155:1329': 'SEI',
  'eip155:1328': 'SEI',
  'eip155:143': 'MON',
  'eip155:988': 'USDT0',
  'eip155:2201': 'USDT0',
  'eip155:14': 'FLR',
  'eip155:36900': 'ADI',
  'eip155:190415': 'HPP',
  'eip155:181228': 'HPP',
  'eip155:50': 'XDC',
  'eip155:51': 'XDC',
}

export function coinOf(network: string): string {
  return coins[network] ?? 'ETH'
}
