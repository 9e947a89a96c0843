/** What runs in a page for a bench, built as the extension is. */
import { build } from 'vite'

/** A script that makes `bench`. */
export async function inPage(): Promise<string> {
  const entry = new URL('in-page.ts', import.meta.url).pathname
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' }, minify: true },
  })
  const [{ output }] = result as unknown as [{ output: [{ code: string }] }]
  return `${output[0].code};globalThis.bench = bench`
}
