import { randomBytes } from 'node:crypto'

type Change = { primaryType?: string; domain?: object; message?: object; seconds?: number; now?: number }

/** What a page asks its wallet to sign for a cent, with anything in it changed. */
export function typedData(
  from: string,
  {
    primaryType = 'TransferWithAuthorization',
    domain,
    message,
    seconds = 120,
    now = Math.floor(Date.now() / 1000),
  }: Change,
) {
  return {
    types: {
      EIP712Domain: [
        { name: 'name', type: 'string' },
        { name: 'version', type: 'string' },
        { name: 'chainId', type: 'uint256' },
        { name: 'verifyingContract', type: 'address' },
      ],
      TransferWithAuthorization: [
        { name: 'from', type: 'address' },
        { name: 'to', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'validAfter', type: 'uint256' },
        { name: 'validBefore', type: 'uint256' },
        { name: 'nonce', type: 'bytes32' },
      ],
    },
    primaryType,
    domain: {
      name: 'USDC',
      version: '2',
      chainId: 84532,
      verifyingContract: '0x036CbD53842c5426634e7929541eC2318f3dCF7e',
      ...domain,
    },
    message: {
      from,
      to: '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
      value: '10000',
      validAfter: '0',
      validBefore: `${now + seconds}`,
      nonce: `0x${randomBytes(32).toString('hex')}`,
      ...message,
    },
  }
}
