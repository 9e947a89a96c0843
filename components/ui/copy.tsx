import { useState } from 'react'
import { useWords } from '../words'
import { Button } from './button'

type Props = { text: string; label: string; look?: 'plain' | 'primary' | 'quiet' }

/** Copies a text and says so. */
export function Copy({ text, label, look = 'quiet' }: Props) {
  const { say } = useWords()
  const [copied, setCopied] = useState('')
  return (
    <Button
      look={look}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
      aria-live="polite"
    >
      {copied === text ? say('copied') : label}
    </Button>
  )
}
