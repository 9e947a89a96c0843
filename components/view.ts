/** The last view received. Nothing else is kept, so nothing can fall out of step with it. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { View } from '../lib/core/view'
import { useDoors } from './doors'
import { follow } from './follow'

type Last = { view?: View; failed?: unknown }

const useLast = create<Last>(() => ({}))

export function useView(): View | undefined {
  return useLast(({ view }) => view)
}

export function useViewFailure(): unknown {
  return useLast(({ failed }) => failed)
}

/** Called once, by the page's outermost component: from then on `useView` follows the news. */
export function useFollowedView(tab: number | undefined): void {
  const { call, onNews } = useDoors()
  useEffect(
    () =>
      follow({
        onNews,
        read: () => call('view', tab === undefined ? {} : { tab }),
        show: (view) => useLast.setState({ view }, true),
        failed: (failed) => useLast.setState({ failed }),
      }),
    [call, onNews, tab],
  )
}
