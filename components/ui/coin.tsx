import coin from './coin.svg'

/** The mark of Tuppence: decoration, its name stands beside it. */
export function Coin({ size = 24 }: { size?: number }) {
  return <img src={coin} width={size} height={size} alt="" />
}
