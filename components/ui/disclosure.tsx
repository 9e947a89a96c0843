import { type ReactNode, useState } from 'react'

type Props = { label: string; begins?: 'open' | 'closed'; children: ReactNode }

/** What most people need not see. It is not in the page until it is opened. */
export function Disclosure({ label, begins = 'closed', children }: Props) {
  const [isOpen, setIsOpen] = useState(begins === 'open')
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {isOpen ? children : null}
    </details>
  )
}
