import { useState } from 'react'
import { useWords } from '../words'
import { Button } from './button'

/** Copies a text and says so. */
export function Copy({ text, label }: { text: string; label: string }) {
  const { say } = useWords()
  const [copied, setCopied] = useState('')
  return (
    <Button
      look="quiet"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      aria-live="polite"
    >
      {copied === text ? say('copied') : label}
    </Button>
  )
}
