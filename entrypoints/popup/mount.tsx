import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { DoorsProvider } from '../../components/doors'
import { followView } from '../../components/view'
import { wordsOf } from '../../components/words'
import { directionOf } from '../../lib/core/languages'
import { speech } from '../../lib/browser/speech'
import { chosenLanguage, onLanguageChosen } from '../../lib/store/language'
import type { Glance } from '../glance'
import { makeDoors } from './doors'

/** Shows a page of ours in the person's language, and anew in another when that is chosen. All three pages are shown so. */
export async function mount(page: ReactNode, glance?: Glance): Promise<void> {
  const root = createRoot(document.getElementById('root')!)
  const doors = makeDoors()
  void Promise.resolve(glance?.tab).then((tab) => followView(doors, tab, glance?.view))
  async function show(chosen = chosenLanguage()) {
    const { language, speak, locale } = await speech(await chosen)
    const words = wordsOf(speak, locale)
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
    root.render(<DoorsProvider value={{ ...doors, words }}>{page}</DoorsProvider>)
  }
  onLanguageChosen(() => void show())
  await show(glance?.language)
}
