/** The last view received. Nothing else is kept, so nothing can fall out of step with it. */
import { create } from 'zustand'
import type { View } from '../lib/core/view'
import type { Doors } from './doors'
import { follow } from './follow'

type Last = { view?: View; failed?: unknown }

const useLast = create<Last>(() => ({}))

export function useView(): View | undefined {
  return useLast(({ view }) => view)
}

export function useViewFailure(): unknown {
  return useLast(({ failed }) => failed)
}

/** Called once, as the page begins: from then on `useView` follows the news. What was asked before that is shown first. */
export function followView(
  { call, onNews }: Pick<Doors, 'call' | 'onNews'>,
  tab: number | undefined,
  asked?: Promise<View>,
): void {
  let first = asked
  follow({
    onNews(listener) {
      // What was asked before anybody listened is shown, and read once more.
      first?.finally(listener).catch(() => undefined)
      return onNews(listener)
    },
    read() {
      const view = first ?? call('view', tab === undefined ? {} : { tab })
      first = undefined
      return view
    },
    show: (view) => useLast.setState({ view }, true),
    failed: (failed) => useLast.setState({ failed }),
  })
}
