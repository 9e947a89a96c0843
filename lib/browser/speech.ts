import { browser } from 'wxt/browser'
import { type Language, localeOf } from '../core/languages'

export type Speech = {
  /** The words of a key, with what its placeholders stand for in their order. */
  speak(key: string, substitutions?: string[]): string
  /** The language of the words. */
  language: string
  /** How numbers and times are written. */
  locale: string
}

/** What Tuppence says, in the language chosen or else in the browser's. */
export async function speech(chosen: Language | undefined): Promise<Speech> {
  const own: Speech['speak'] = browser.i18n.getMessage
  const language = chosen ?? own('this_language')
  const speak = language === own('this_language') ? own : await wordsIn(language)
  return { speak, language, locale: localeOf(language, browser.i18n.getUILanguage()) }
}

type Messages = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>

/** The browser speaks its own language only: the words of another are read from the package, and filled in here. */
async function wordsIn(language: string): Promise<Speech['speak']> {
  const file = await fetch(`/_locales/${language.replace('-', '_')}/messages.json`)
  const messages = (await file.json()) as Messages
  return (key, substitutions = []) => {
    const { message = '', placeholders = {} } = messages[key] ?? {}
    return message.replaceAll(/\$(\w+)\$/g, (_all, name: string) => {
      const place = placeholders[name.toLowerCase()]?.content.slice(1)
      return substitutions[Number(place) - 1] ?? ''
    })
  }
}
