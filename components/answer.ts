/** The last answer to one message, asked again at each piece of news. */
import { useEffect, useState } from 'react'
import type { Answers, Kind, Message } from '../lib/messages/contract'
import { useDoors } from './doors'
import { follow } from './follow'

export type Heard<K extends Kind> = { answer?: Answers[K]; failed?: unknown }

export function useAnswer<K extends Kind>(kind: K, message: Message<K>): Heard<K> {
  const { call, onNews } = useDoors()
  // A message is plain JSON: its text says whether it is another one.
  const text = JSON.stringify(message)
  const [heard, setHeard] = useState<Heard<K> & { to: string }>({ to: text })
  useEffect(
    () =>
      follow({
        onNews,
        read: () => call(kind, JSON.parse(text) as Message<K>),
        show: (answer) => setHeard({ to: text, answer }),
        failed: (failed) => setHeard((before) => ({ ...(before.to === text ? before : {}), to: text, failed })),
      }),
    [call, onNews, kind, text],
  )
  return heard.to === text ? heard : {}
}
