import { useAct } from '../act'
import { useDoors } from '../doors'
import { download } from '../history/download'
import { Button } from '../ui/button'
import { Failed } from '../ui/note'
import { useWords } from '../words'

/** Everything the books hold, as far as it can be read, as it is stored. */
export function ExportAll() {
  const { books } = useDoors()
  const { say } = useWords()
  const { isBusy, hasFailed, act } = useAct()
  const save = () =>
    act(async () => download('tuppence-books.json', 'application/json', JSON.stringify(await books.salvage(), null, 2)))
  return (
    <>
      <Button aria-disabled={isBusy} onClick={save}>
        {say('export_all')}
      </Button>
      {hasFailed ? <Failed /> : null}
    </>
  )
}
