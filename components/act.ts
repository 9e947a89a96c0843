/** One thing at a time for a form or a button. */
import { useState } from 'react'

export type Act = {
  isBusy: boolean
  /** The background could not do it: a bug or a broken edge, not a refusal. */
  hasFailed: boolean
  act(work: () => Promise<void>): void
}

export function useAct(): Act {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  async function run(work: () => Promise<void>): Promise<void> {
    setState('busy')
    try {
      await work()
      setState('idle')
    } catch (error) {
      console.error('Tuppence:', error)
      setState('failed')
    }
  }
  return {
    isBusy: state === 'busy',
    hasFailed: state === 'failed',
    act: (work) => {
      if (state !== 'busy') void run(work)
    },
  }
}
