import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { useWords } from '../words'

type Props = { title: ReactNode; isOpen: boolean; close(): void; children: ReactNode }

/** Something looked at more closely, at the side of a page that waits beneath it. */
export function Panel({ title, isOpen, close, children }: Props) {
  const { say } = useWords()
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="veil" />
        <Dialog.Popup className="panel">
          <div className="line apart fixed">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="button quiet">{say('close')}</Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
