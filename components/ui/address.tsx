import { useWords } from '../words'
import { Copy } from './copy'

/** A wallet address in full, to copy. */
export function Address({ address }: { address: string }) {
  const { say } = useWords()
  return (
    <div className="address">
      <bdi dir="ltr" className="mono">
        {address}
      </bdi>
      <Copy text={address} label={say('copy_address')} />
    </div>
  )
}

/** The two ends of an address; all of it on hover. Where it matters the whole is shown too. */
export function ShortAddress({ address }: { address: string }) {
  return (
    <bdi dir="ltr" className="mono" title={address}>
      {address.slice(0, 8)}…{address.slice(-6)}
    </bdi>
  )
}
