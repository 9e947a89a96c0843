/** `npm run bench`: ratios measured side by side in one run. Never part of the tests: machines are noisy. */
import { cpus } from 'node:os'
import { decisions } from './decision.ts'
import { lookingThrough } from './history.ts'
import { loading } from './loading.ts'
import { opening } from './opening.ts'
import { paying } from './paying.ts'
import { popups } from './popup.ts'
import { print } from './table.ts'

console.log(`On ${cpus().length} × ${cpus()[0]?.model ?? 'an unknown processor'}, Node ${process.version}`)
print(await paying(Number(process.env['ROUNDS'] ?? 40)))
print(await opening(Number(process.env['ROUNDS'] ?? 20)))
print(await popups(Number(process.env['ROUNDS'] ?? 40)))
print(await loading(Number(process.env['ROUNDS'] ?? 60)))
print([await decisions(100, Number(process.env['ROWS'] ?? 1_000_000))])
print(await lookingThrough(1000, Number(process.env['ROWS'] ?? 1_000_000)))
