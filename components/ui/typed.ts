/** What is typed over something saved. It is forgotten as soon as something else is saved, here or elsewhere. */
import { useState } from 'react'

export function useTyped<Text>(saved: string): [Text | undefined, (text: Text) => void] {
  const [typed, setTyped] = useState<{ over: string; text: Text }>()
  return [typed?.over === saved ? typed.text : undefined, (text) => setTyped({ over: saved, text })]
}
