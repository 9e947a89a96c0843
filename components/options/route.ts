/** The page named behind the `#` of the address. */
import { useSyncExternalStore } from 'react'

/** In the order of the navigation. */
export const pages = ['overview', 'sites', 'history', 'learn', 'wallet', 'settings'] as const
export type Route = (typeof pages)[number] | 'welcome'

export function useRoute(): Route {
  return useSyncExternalStore(onChange, () => routeOf(window.location.hash))
}

/** All that is behind the `#`, a question that follows the page's name included. */
export function useHash(): string {
  return useSyncExternalStore(onChange, () => window.location.hash)
}

/** What of a page is meant, behind another `/`: `#/settings/limits`. */
export function useSection(): string | undefined {
  return useHash().split(/[/?]/)[2]
}

export function go(route: Route): void {
  window.location.hash = `#/${route}`
}

/** Another question on the same page: at once, and without a step to go back to. */
export function ask(hash: string): void {
  window.history.replaceState(null, '', hash)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

function routeOf(hash: string): Route {
  const name = hash.split(/[/?]/)[1]
  return name === 'welcome' ? name : (pages.find((page) => page === name) ?? 'overview')
}

function onChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
