import { useWords } from '../words'

/** Says that something was just saved. Always in the page, so that a screen reader hears it change. */
export function Saved({ when }: { when: 'saved' | 'not-yet' }) {
  const { say } = useWords()
  return <output className="saved">{when === 'saved' ? say('saved') : ''}</output>
}
