import { useAnswer } from '../answer'
import { Card } from './card'

const close = () => window.close()

/** The small window that asks about one payment. */
export function ApproveWindow({ id }: { id: number }) {
  const { answer: view } = useAnswer('view', {})
  const more = view?.waiting.filter((each) => each !== id).length ?? 0
  return <Card id={id} more={more} close={close} />
}
