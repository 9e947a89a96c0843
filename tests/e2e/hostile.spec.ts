/** Pages that mean harm: what they forge, override and listen for gets them nothing. */
import { CENT, expect, history, press, setRule, stamped, test } from './fixtures.ts'

test('ten thousand forged messages ask for nothing, pay nothing and hear nothing', async ({
  page,
  tuppence,
  wallet,
  world,
}) => {
  const before = await wallet.balance()
  const { kinds, far } = world.origins
  await setRule(tuppence, kinds, { perPayment: 50_000n, perDay: 5_000_000n })
  await page.goto(`${kinds}/`)
  // A real request of the page brings the bridge.
  expect(await page.evaluate(() => fetch('/paid/text?real').then(({ status }) => status))).toBe(200)
  const heard = await page.evaluate(
    ({ far }) => {
      const heard: unknown[] = []
      for (const type of ['tuppence:answer', 'tuppence:held'])
        for (const target of [window, document])
          target.addEventListener(type, (event) => heard.push(type, (event as CustomEvent).detail), true)
      const tell = (type: string, detail: unknown) =>
        document.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }))
      const urls = ['/paid/text?forged', `${far}/paid/text?forged`, 'javascript:1', '', '/paid/text?real']
      for (let n = 0; n < 10_000; n++) {
        const held = { kind: ['fetch', 'img', 'worker', 'x'][n % 4], url: urls[n % 5], method: ['GET', 'POST'][n % 2] }
        try {
          if (n % 3 === 0) tell('tuppence:held', JSON.stringify({ n: 100 + n, held }))
          if (n % 3 === 1) tell('tuppence:held', ['{}', '{"n":1}', 'null', '[', '{"n":"x","held":{}}'][n % 5])
          if (n % 3 === 2) tell('tuppence:answer', JSON.stringify({ n: 1, name: `forged-${n}` }))
        } catch {
          // Whatever it breaks in itself is its own.
        }
      }
      return new Promise<unknown[]>((resolve) => setTimeout(() => resolve(heard), 2000))
    },
    { far },
  )
  // It hears itself, and never an answer of ours.
  expect(JSON.stringify(heard)).not.toMatch(/"name":"[0-9a-f]{8}-/)
  expect(stamped(world)).toHaveLength(1)
  expect(await history(tuppence)).toHaveLength(1)
  expect(before - (await wallet.balance())).toBe(CENT)
  // And Tuppence goes on working there.
  expect(await page.evaluate(() => fetch('/paid/text?after').then(({ status }) => status))).toBe(200)
})

test('globals that a page overrides see neither credential nor name, and what they break stays theirs', async ({
  page,
  tuppence,
  world,
}) => {
  await setRule(tuppence, world.origins.kinds, { perPayment: 50_000n, perDay: 5_000_000n })
  await page.goto(`${world.origins.kinds}/`)
  const result = await page.evaluate(async () => {
    let seen = ''
    const { stringify } = JSON
    const spy = (value: unknown) => {
      try {
        seen += `${typeof value === 'string' ? value : stringify(value)}\n`
      } catch {
        // Not everything can be told.
      }
    }
    const wrap = (object: object, key: string) => {
      const target = object as Record<string, unknown>
      const native = target[key]
      if (typeof native !== 'function') return
      target[key] = function (this: unknown, ...given: unknown[]) {
        for (const each of given) spy(each)
        const made: unknown = Reflect.apply(native, this, given)
        spy(made)
        return made
      }
    }
    for (const key of ['dispatchEvent', 'addEventListener']) wrap(EventTarget.prototype, key)
    for (const key of ['get', 'set', 'has']) {
      wrap(Map.prototype, key)
      wrap(WeakMap.prototype, key)
      wrap(Headers.prototype, key)
    }
    for (const key of ['then', 'catch', 'finally']) wrap(Promise.prototype, key)
    for (const key of ['push', 'join', 'slice', 'map']) wrap(Array.prototype, key)
    for (const key of ['replaceAll', 'slice', 'split']) wrap(String.prototype, key)
    JSON.stringify = ((value: unknown) => (spy(value), stringify(value))) as typeof JSON.stringify
    Object.defineProperty(CustomEvent.prototype, 'detail', { get: () => null })
    // oxlint-disable-next-line no-extend-native -- a page may
    Object.defineProperty(Object.prototype, 'name', { set: spy, get: () => undefined, configurable: true })
    const response = await fetch('/paid/text?trapped')
    return { status: response.status, headers: [...response.headers.keys()], seen }
  })
  expect(result.status).toBe(200)
  const [paid] = stamped(world)
  const credential = paid?.headers['payment-signature'] ?? 'none'
  expect(result.seen).not.toContain(credential.slice(0, 40))
  expect(result.seen).not.toMatch(/tuppence-[0-9a-f]{8}-/)
})

test('a click lands on the card that is shown, not on one that a page slips under it', async ({
  page,
  tuppence,
  world,
}) => {
  await page.goto(`${world.origins.kinds}/`)
  void page.evaluate(() => fetch('/paid/text?first').then(() => 0)).catch(() => undefined)
  const card = await tuppence.card()
  await page.evaluate(() => {
    for (let n = 0; n < 5; n++) void fetch(`/paid/text?slipped${n}`)
  })
  await page.waitForTimeout(1000)
  await press(card, 'Pay $0.01')
  await expect.poll(() => stamped(world).length).toBe(1)
  expect(stamped(world)[0]?.path).toBe('/paid/text?first')
})
