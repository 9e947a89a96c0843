import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { DoorsProvider } from '../../components/doors'
import { directionOf } from '../../lib/core/languages'
import { speech } from '../../lib/browser/speech'
import { chosenLanguage, onLanguageChosen } from '../../lib/store/language'
import { makeDoors } from './doors'

/** Shows a page of ours in the person's language, and anew in another when that is chosen. All three pages are shown so. */
export async function mount(page: ReactNode): Promise<void> {
  const root = createRoot(document.getElementById('root')!)
  const doors = makeDoors()
  async function show() {
    const { language, ...words } = await speech(await chosenLanguage())
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
    root.render(<DoorsProvider value={{ ...doors, ...words }}>{page}</DoorsProvider>)
  }
  onLanguageChosen(() => void show())
  await show()
}
