/** Whom money is sent to: is it an address at all, and is it the one the person means? */
import * as Address from 'ox/Address'
import { tokens } from './networks'

type Text = `0x${string}`

export type Recipient =
  | { problem: 'not_an_address' | 'bad_checksum' | 'own_address' | 'token_contract' }
  | {
      address: Text
      /** A known address that looks like it but is another: the trick of "address poisoning". */
      lookalike?: Text
      /** Money was sent there before. */
      isKnown: boolean
    }

/** Wallets show the ends of an address, so these are what an imposter makes alike. */
const [HEAD, TAIL] = [4, 4]

export function recipientOf(
  typed: string,
  { own, known, paid }: { own: Text; known: Text[]; paid: Text[] },
): Recipient {
  const text = typed
    .trim()
    .replace(/^ethereum:/i, '')
    .replace(/@\d+$/, '')
  if (!/^0x[0-9a-f]{40}$/i.test(text) || /^0x0{38}/.test(text)) return { problem: 'not_an_address' }
  const address = Address.checksum(text)
  // All in one case carries no checksum; mixed case that is wrong is a slip of the hand.
  const isMixed = /[a-f]/.test(text) && /[A-F]/.test(text)
  if (isMixed && address !== text) return { problem: 'bad_checksum' }
  if (address === own) return { problem: 'own_address' }
  // Nobody ever gets out again what a token's own contract was sent.
  if (tokens.some(({ asset }) => asset === address)) return { problem: 'token_contract' }
  const lookalike = [own, ...known, ...paid].find((each) => each !== address && isAlike(each, address))
  return { address, ...(lookalike ? { lookalike } : {}), isKnown: known.includes(address) }
}

function isAlike(a: Text, b: Text): boolean {
  const ends = (text: Text) => [text.slice(2, 2 + HEAD), text.slice(-TAIL)].map((end) => end.toLowerCase())
  const [left, right] = [ends(a), ends(b)]
  return left[0] === right[0] && left[1] === right[1]
}
