import type { Tuppence } from '../drive/chromium.ts'

/** No page of ours stays open, as none is while people read: what reads everything anew at each payment would be measured too. */
export async function closeOurs({ context }: Tuppence): Promise<void> {
  const ours = context.pages().filter((page) => page.url().startsWith('chrome-extension:'))
  await Promise.all(ours.map((page) => page.close()))
}
