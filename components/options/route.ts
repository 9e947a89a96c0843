/** The page named behind the `#` of the address. */
import { useSyncExternalStore } from 'react'

/** In the order of the navigation. */
export const pages = ['overview', 'sites', 'history', 'learn', 'wallet', 'settings'] as const
export type Route = (typeof pages)[number] | 'welcome'

export function useRoute(): Route {
  const hash = useSyncExternalStore(onChange, () => window.location.hash)
  return routeOf(hash)
}

export function go(route: Route): void {
  window.location.hash = `#/${route}`
}

function routeOf(hash: string): Route {
  const name = hash.replace(/^#\//, '')
  return name === 'welcome' ? name : (pages.find((page) => page === name) ?? 'overview')
}

function onChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
