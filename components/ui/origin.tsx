/** A site's origin, host in front: always left to right, whatever the page's language. */
export function OriginName({ origin }: { origin: string }) {
  const [scheme, host] = origin.split('://')
  if (!host) return <bdi dir="ltr">{origin}</bdi>
  return (
    <bdi dir="ltr" className="origin">
      <span className="scheme">{scheme}://</span>
      <span className="host">{host}</span>
    </bdi>
  )
}
