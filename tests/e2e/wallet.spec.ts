/** The wallet as a person has it: made, backed up, locked, filled, emptied, lost and brought back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { launch, type Tuppence } from '../drive/chromium.ts'
import { PASSWORD, useLocalChain } from '../drive/wallet.ts'
import { launchFirefox } from '../drive/firefox.ts'
import type { World } from '../servers/world.ts'
import { becomes, expect, history, inBooks, looksRight, press, setRule, test, visit, worldTest } from './fixtures.ts'

type View = { wallet: string; address: `0x${string}`; purses: { purse: string }[] }
type WalletView = {
  state: string
  accounts: { address: `0x${string}`; site?: string; isMain: boolean }[]
  isBackedUp: boolean
  passkeys: unknown[]
}

/** A wallet made as a newcomer makes it; the words as they stood on the screen. */
async function create(tuppence: Tuppence, password = PASSWORD): Promise<{ words: string; address: `0x${string}` }> {
  const page = await tuppence.open('options.html#/welcome')
  await page.getByRole('button', { name: 'Create a wallet' }).click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Repeat password').fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(12)
  const words = (await page.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  await page.getByRole('checkbox', { name: /written/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  for (const field of await page.getByLabel(/^Word \d+$/).all()) {
    const place = Number((await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent))?.slice(5))
    await field.fill(words[place - 1] ?? '')
  }
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Save limits' }).waitFor()
  await page.close()
  const { address } = await tuppence.call<View>('view')
  return { words: words.join(' '), address }
}

const wallet = (tuppence: Tuppence) => tuppence.call<WalletView>('wallet')

/** Only the local chain is on: the others are not to be had here, and would only be waited for. */
async function onlyLocal(tuppence: Tuppence, world: World) {
  await useLocalChain(tuppence, world)
  const { networks } = await tuppence.call<{ networks: { network: string }[] }>('settings')
  const networksOff = networks.map(({ network }) => network).filter((network) => network !== 'eip155:84532')
  await tuppence.call('set', { networksOff })
}

// A browser whose clock is turned is of no use to the next walk.
worldTest('the words made are those of the wallet, are shown again only to the password, and hide again', async () => {
  const tuppence = await launch()
  try {
    const { words, address } = await create(tuppence)
    expect(mnemonicToAccount(words).address).toBe(address)
    expect((await wallet(tuppence)).isBackedUp).toBe(true)
    const page = await tuppence.open('options.html#/wallet')
    await page.clock.install()
    await page.getByRole('button', { name: 'Show recovery phrase' }).click()
    await page.getByLabel('Password', { exact: true }).fill('not this')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.locator('.words')).toHaveCount(0)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    const shown = page.locator('.words li')
    await expect(shown).toHaveCount(12)
    expect((await shown.allInnerTexts()).map((text) => text.replace(/[^a-z]/g, '')).join(' ')).toBe(words)
    await looksRight(page)
    await page.clock.runFor(61_000)
    await expect(shown).toHaveCount(0)
    await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0)
  } finally {
    await tuppence.close()
  }
})

test('no secret is left in storage, in the page, in the log or in the memory of the worker once it is locked', async ({
  tuppence,
  world,
}) => {
  const password = 'canary-7Qz-password'
  const logged: string[] = []
  tuppence.context.on('console', (message) => void logged.push(message.text()))
  const { words, address } = await create(tuppence, password)
  const account = mnemonicToAccount(words)
  const key = Buffer.from(account.getHdKey().privateKey ?? []).toString('hex')
  await onlyLocal(tuppence, world)
  await world.fund(address, 1_000_000n)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const page = await tuppence.context.newPage()
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  const office = await tuppence.open('options.html#/wallet')
  const session = () =>
    office.evaluate(() => (globalThis as unknown as Extension).chrome.storage.session.get()) as Promise<{
      unlocked?: { dataKey: string }
    }>
  const dataKey = (await session()).unlocked?.dataKey ?? ''
  expect(dataKey).toHaveLength(44)
  await tuppence.call('lock')
  expect(await session()).not.toHaveProperty('unlocked')
  const secrets = [password, words, key, dataKey]
  const heap = await tuppence.workerHeap()
  // The search would find something: what the worker is made of is there.
  expect(heap).toContain('TransferWithAuthorization(address from')
  for (const secret of secrets) expect(heap.includes(secret), `the heap has ${secret.slice(0, 4)}…`).toBe(false)
  const stored = await office.evaluate(async () => {
    const { local, session } = (globalThis as unknown as Extension).chrome.storage
    const databases = await indexedDB.databases()
    const rows = await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise<unknown[]>((resolve) => {
            indexedDB.open(name).addEventListener('success', (event) => {
              const database = (event.target as IDBOpenDBRequest).result
              const names = [...database.objectStoreNames]
              const transaction = database.transaction(names)
              const all: unknown[] = []
              for (const store of names)
                transaction
                  .objectStore(store)
                  .getAll()
                  .addEventListener('success', (got) => all.push((got.target as IDBRequest).result))
              transaction.addEventListener('complete', () => resolve(all))
            })
          }),
      ),
    )
    return JSON.stringify([
      await local.get(),
      await session.get(),
      rows,
      Object.entries(localStorage),
      document.documentElement.outerHTML,
    ])
  })
  expect(stored.includes(address)).toBe(true)
  // Any two of the words that follow each other, however they might be written down.
  const pairs = words
    .split(' ')
    .flatMap((word, place, all) => [`${word} ${all[place + 1]}`, `${word}","${all[place + 1]}`])
  for (const secret of [...secrets, ...pairs]) expect(stored.includes(secret), secret).toBe(false)
  for (const line of logged) for (const secret of secrets) expect(line).not.toContain(secret)
})

type Extension = { chrome: { storage: Record<'local' | 'session', { get(): Promise<object> }> } }

test('it locks itself after the minutes that are set, also when only payments go on, and at once when told', async ({
  tuppence,
  world,
}) => {
  await create(tuppence)
  await onlyLocal(tuppence, world)
  await tuppence.call('set', { lockMinutes: 1 })
  await tuppence.call('unlock', { password: PASSWORD })
  const until = async () => {
    const office = await tuppence.open('options.html#/overview')
    const kept = await office.evaluate(() => (globalThis as unknown as Extension).chrome.storage.session.get())
    await office.close()
    return (kept as { unlocked?: { until: number } }).unlocked?.until
  }
  const before = await until()
  const { address } = await tuppence.call<View>('view')
  await world.fund(address, 1_000_000n)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const set = await until()
  expect(set).toBeGreaterThanOrEqual(before ?? 0)
  const page = await tuppence.context.newPage()
  await visit(page, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  expect(await until()).toBe(set)
  // A minute later by its own clock, whether the worker lives or not.
  const office = await tuppence.open('options.html#/overview')
  await office.evaluate(async () => {
    const { session } = (globalThis as unknown as { chrome: { storage: { session: Setting } } }).chrome.storage
    const { unlocked } = await session.get()
    await session.set({ unlocked: { ...unlocked, until: Math.floor(Date.now() / 1000) } })
  })
  expect((await tuppence.call<View>('view')).wallet).toBe('locked')
  await visit(page, `${world.origins.news}/article/lighthouse`)
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('locked')
})

type Setting = { get(): Promise<{ unlocked?: object }>; set(items: object): Promise<void> }

test('a passkey opens it in place of the password, and is forgotten when it is removed', async ({ tuppence }) => {
  await create(tuppence)
  const page = await tuppence.open('options.html#/wallet')
  const cdp = await tuppence.context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
      isUserVerified: true,
    },
  })
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Add a passkey' }).last().click()
  await expect(page.getByText('The passkey unlocks the wallet from now on.')).toBeVisible()
  await looksRight(page)
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
  expect((await tuppence.call<View>('view')).wallet).toBe('locked')
  await page.getByRole('button', { name: 'Unlock with a passkey' }).click()
  await expect(page.getByRole('heading', { name: 'Unlocked' })).toBeVisible()
  expect((await tuppence.call<View>('view')).wallet).toBe('open')

  // The password goes on working, another one does not come in by it, and a removed passkey opens nothing.
  await tuppence.call('lock')
  expect(await tuppence.call('unlock', { password: PASSWORD })).toEqual({})
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText(/Passkey added/)).toHaveCount(0)
  expect((await wallet(tuppence)).passkeys).toEqual([])
  await tuppence.call('lock')
  await expect(page.getByRole('button', { name: 'Unlock with a passkey' })).toHaveCount(0)
})

test('money is received, found in the history, sent on to the cent, and a refund is matched to what it repays', async ({
  tuppence,
  world,
}) => {
  const { address } = await create(tuppence)
  await onlyLocal(tuppence, world)
  await world.fund(address, 2_000_000n)
  const page = await tuppence.open('options.html#/wallet')
  await expect(page.locator('.figure')).toHaveText('$2.00')
  await expect(page.getByRole('table', { name: 'Money in and out' }).getByRole('row')).toHaveCount(2)
  await expect(page.getByRole('img', { name: 'My address' })).toBeVisible()

  // Without the chain's coin it is said what is missing, and nothing goes.
  const friend = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
  await page.getByLabel('To address').fill(friend.replace('C51812dc', 'c51812dc'))
  await page.getByLabel('Amount').fill('1.25')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByText(/Capital and small letters/)).toBeVisible()
  await page.getByLabel('To address').fill(friend)
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByText(/Sending takes a fee in ETH/)).toBeVisible()
  await looksRight(page)
  await world.gas(address, parseEther('0.01'))
  await page.getByLabel('Amount').fill('2.01')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByText('At most $2.00 can be sent.')).toBeVisible()
  await page.getByLabel('Amount').fill('1.25')
  await page.getByRole('button', { name: 'Review' }).click()
  const before = await world.balance(friend)
  await page.getByRole('button', { name: 'Send $1.25' }).click()
  await expect(page.getByText('On its way', { exact: false })).toBeVisible()
  await expect.poll(() => world.balance(friend)).toBe(before + 1_250_000n)
  expect(await world.balance(address)).toBe(750_000n)
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.locator('.figure')).toHaveText('$0.75')
  await expect(page.getByText('Arrived')).toBeVisible()
  await page.getByLabel('To address').fill(`0x7099${'ab'.repeat(16)}79c8`)
  await expect(page.getByText(/begins and ends like one you know/)).toBeVisible()

  // A page is paid for, and the seller gives the cent back.
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const tab = await tuppence.context.newPage()
  await visit(tab, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  await world.refund(address, 10_000n)
  const books = await tuppence.open('options.html#/wallet')
  await expect(books.getByText('Refund from')).toBeVisible()
  await expect(books.getByText(/Repays what you paid/)).toBeVisible()
  await books.goto(books.url().replace('#/wallet', '#/history'))
  await expect(books.getByText('Refund from')).toBeVisible()
  await looksRight(books)
})

test('a second account pays at its own site, the card says which, and each is found again from the words', async ({
  tuppence,
  world,
}) => {
  const { words, address } = await create(tuppence)
  await onlyLocal(tuppence, world)
  const page = await tuppence.open('options.html#/wallet')
  await page.getByRole('button', { name: 'Add an account' }).click()
  await page.getByLabel('Name of the account').fill('For the paper')
  await page.getByLabel('Only for one site (optional)').fill(world.origins.news)
  await expect(page.getByText(/It costs you some trouble/)).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Add an account' }).click()
  await expect(page.getByRole('listitem', { name: 'For the paper' })).toBeVisible()
  await looksRight(page)
  const own = mnemonicToAccount(words, { accountIndex: 1 }).address
  const { accounts } = await wallet(tuppence)
  expect(accounts.map((account) => account.address)).toEqual([address, own])

  await world.fund(own, 100_000n)
  await world.fund(address, 100_000n)
  const tab = await tuppence.context.newPage()
  await visit(tab, `${world.origins.news}/article/tides`)
  const card = await tuppence.card()
  await expect(card.getByText('For the paper')).toBeVisible()
  await press(card, 'Pay $0.01')
  await becomes(tuppence, 'paid')
  // Whoever the card named pays, whatever has become the main account while it was open.
  await visit(tab, `${world.origins.odd}/clean`)
  const second = await tuppence.card()
  await expect(second.getByText('Account 1')).toBeVisible()
  await tuppence.call('setAccount', { address: own, site: null })
  await tuppence.call('setAccount', { address: own, isMain: true })
  await press(second, 'Pay $0.01')
  await expect.poll(async () => (await history(tuppence))[0]?.outcome).toBe('paid')
  expect([await world.balance(own), await world.balance(address)]).toEqual([90_000n, 90_000n])
})

test('a chain that does not answer is said to be unread, and what was there is not shown as nothing', async ({
  tuppence,
  world,
}) => {
  const { address } = await create(tuppence)
  await onlyLocal(tuppence, world)
  await world.fund(address, 30_000n)
  const page = await tuppence.open('options.html#/wallet')
  await expect(page.locator('.figure')).toHaveText('$0.03')
  // No real money where every network of it is off, unless some was paid.
  await expect(page.getByText('Balance unknown')).toHaveCount(0)
  const purses = async () => (await tuppence.call<View>('view')).purses.map(({ purse }) => purse)
  expect(await purses()).toEqual(['test'])
  await inBooks(tuppence, 'tallies', 'real all', () => ({
    spans: { ever: { stamp: '', micros: '20000', count: 2 }, day: { stamp: '2026-01-31', micros: '20000', count: 2 } },
  }))
  expect(await purses()).toEqual(['test', 'real'])
  await tuppence.call('set', { networksOff: [] })
  await expect(page.getByText('Balance unknown')).toBeVisible()
  await expect(page.getByText('Real money')).toBeVisible()
  await page.getByRole('button', { name: 'Refresh' }).first().click()
  await expect(page.getByText(/Could not be read just now: .*Base/)).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('$0.00')).toHaveCount(0)
})

test('a wallet of a private key is told to keep that, and of no phrase that it does not have', async ({
  tuppence,
  wallet: _wallet,
}) => {
  const page = await tuppence.open('options.html#/wallet')
  await expect(page.getByText('keep its private key somewhere safe')).toBeVisible()
  await expect(page.getByText('no further account can be derived')).toBeVisible()
  await expect(page.getByText(/recovery phrase/i)).toHaveCount(0)
  await tuppence.call('backedUp')
  await page.getByRole('button', { name: 'Remove this wallet' }).click()
  await expect(page.getByText('Only its private key or a backup file brings it back')).toBeVisible()
  await expect(page.getByText(/recovery phrase/i)).toHaveCount(0)
})

test('removed it is gone, after a word typed for it; a backup file brings all of it back', async ({
  tuppence,
  world,
}) => {
  const { address } = await create(tuppence)
  await onlyLocal(tuppence, world)
  await world.fund(address, 100_000n)
  await setRule(tuppence, world.origins.news, { perPayment: 50_000n, perDay: 500_000n })
  const tab = await tuppence.context.newPage()
  await visit(tab, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  const file = await backUp(tuppence)
  const written = await readFile(file, 'utf8')
  expect(written).not.toMatch(/article|tides|newspaper/)

  const page = await tuppence.open('options.html#/wallet')
  await page.getByRole('button', { name: 'Remove this wallet' }).click()
  const remove = page.getByRole('button', { name: 'Remove this wallet' }).last()
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel(/To go on, write/).fill('remove')
  await looksRight(page)
  await remove.click()
  await expect(page.getByText(/Set up|set up/).first()).toBeVisible()
  expect((await wallet(tuppence)).state).toBe('none')
  await page.close()

  await restore(tuppence, file, 'not this')
  await expect(
    tuppence.context.pages().at(-1)!.getByText('does not open with that password', { exact: false }),
  ).toBeVisible()
  const other = test.info().outputPath('no-backup.json')
  await writeFile(other, '{"kind":"shopping list"}')
  await restore(tuppence, other, PASSWORD)
  await expect(tuppence.context.pages().at(-1)!.getByText('That is not a backup file', { exact: false })).toBeVisible()
  expect((await wallet(tuppence)).state).toBe('none')
  await restore(tuppence, file, PASSWORD)
  await expect.poll(async () => (await wallet(tuppence)).state).toBe('open')
  expect((await tuppence.call<View>('view')).address).toBe(address)
})

worldTest('a backup of Chromium restores in Firefox: wallet, rules, settings and history', async ({ world }) => {
  const profile = await mkdtemp(join(tmpdir(), 'tuppence-backup-'))
  const tuppence = await launch({ profile })
  const { address } = await create(tuppence)
  await onlyLocal(tuppence, world)
  await world.fund(address, 100_000n)
  await setRule(tuppence, world.origins.news, { perPayment: 40_000n, perDay: 400_000n })
  const tab = await tuppence.context.newPage()
  await visit(tab, `${world.origins.news}/article/tides`)
  await becomes(tuppence, 'paid')
  const before = await history(tuppence)
  const written = await readFile(await backUp(tuppence), 'utf8')
  await tuppence.close()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })

  const firefox = await launchFirefox()
  try {
    const page = await firefox.openOurs('options.html#/welcome')
    const click = (name: string) =>
      firefox.evaluate(
        page,
        `[...document.querySelectorAll('button')].find((each) => each.textContent === '${name}').click()`,
      )
    await expect
      .poll(() => firefox.evaluate<number>(page, `document.querySelectorAll('button').length`))
      .toBeGreaterThan(2)
    await click('Restore a backup')
    await firefox.evaluate(
      page,
      `(() => {
        const [file, password] = document.querySelectorAll('input')
        const chosen = new DataTransfer()
        chosen.items.add(new File([${JSON.stringify(written)}], 'backup.json', { type: 'application/json' }))
        file.files = chosen.files
        file.dispatchEvent(new Event('change', { bubbles: true }))
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(password, ${JSON.stringify(PASSWORD)})
        password.dispatchEvent(new Event('input', { bubbles: true }))
      })()`,
    )
    await click('Continue')
    await expect.poll(async () => (await firefox.call<WalletView>('wallet')).state, { timeout: 20_000 }).toBe('open')
    const restored = await firefox.call<{ address: string; state: string }>('view')
    expect(restored.address).toBe(address)
    expect(await firefox.call('history', { count: 100 })).toEqual(before)
    const { rules } = await firefox.call<{ rules: { site: string; caps: object }[] }>('rules', {})
    expect(rules).toMatchObject([{ site: world.origins.news, caps: { payment: '40000', day: '400000' } }])
    // And it pays: the chain of the settings, the rule of the rules, the money of the wallet.
    await firefox.open(`${world.origins.news}/article/lighthouse`)
    type Row = { url: string; outcome: string; why: { code: string } }
    await expect
      .poll(async () => (await firefox.call<Row[]>('history', { count: 1 }))[0], { timeout: 20_000 })
      .toMatchObject({
        url: `${world.origins.news}/article/lighthouse`,
        outcome: 'paid',
        why: { code: 'rule' },
      })
    expect(await world.balance(address)).toBe(80_000n)
  } finally {
    await firefox.close()
  }
})

async function backUp(tuppence: Tuppence): Promise<string> {
  const page = await tuppence.open('options.html#/wallet')
  await page.getByRole('button', { name: 'Save a backup file' }).click()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a backup file' }).last().click(),
  ])
  const file = test.info().outputPath('backup.json')
  await saved.saveAs(file)
  await page.close()
  return file
}

async function restore(tuppence: Tuppence, file: string, password: string): Promise<void> {
  const page = await tuppence.open('options.html#/welcome')
  await page.getByRole('button', { name: 'Restore a backup' }).click()
  await page.getByLabel('Backup file').setInputFiles(file)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Continue' }).click()
}
