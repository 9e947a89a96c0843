/**
 * How a page with a pay button of its own speaks with us, where the person has let it: the wallet it finds (its own world),
 * our bridge beside it (isolated world), and the worker. The page's word points at nothing but itself.
 */
export const WALLET_ASKS = 'tuppence:wallet-asks'
export const WALLET_SAYS = 'tuppence:wallet-says'

/** The port between that bridge and the worker. */
export const WALLET_PORT = 'wallet'

/** One request of a page to its wallet (EIP-1193). */
export type Asking = { n: number; method: string; params: unknown }

/** The answer, or why there is none (EIP-1193 and EIP-1474 codes). */
export type Saying = { n: number; result?: unknown; error?: { code: number; message: string } }
