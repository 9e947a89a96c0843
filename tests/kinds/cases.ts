// oxlint-disable unicorn/prefer-add-event-listener -- pages use handlers as well as listeners
/**
 * Everything a page can ask for, as one list for every browser. Each case runs in a page of the shop of kinds, against
 * real sellers, under a rule that pays; what came of it is held against what the page saw, what the servers got, and the
 * chain.
 */

/** Where things are: the page's own shop, one of another origin that lets its pages read, and one of passers-by. */
export type Where = { here: string; far: string; other: string; n: string }

/**
 * `paid`: at once, and the page never knows. `again`: at the next try (or the next load of the page). `left`: the page has
 * its own 402, or its own failure, and nothing is paid.
 */
export type Fate = 'paid' | 'again' | 'left'

export type Case = {
  /** What is asked for, as a row of the matrix. */
  name: string
  /** Runs in the page. What it returns is compared with `gives`. */
  run(where: Where): unknown
  gives: unknown
  /** Where the browser itself lets the page see more. */
  givesFirefox?: unknown
  chromium: Fate
  firefox: Fate
  /** Why it is not paid at once, in a few words; a row of the matrix shows it. */
  because?: string
  /** The method and body that the server must get, twice and the same; for what the page sends. */
  sends?: { method: string; body?: string }
  /** The rule does not let this be paid unasked; it is paid by a click. */
  asks?: true
}

const paidJson = (method: string, body: string) => ({ status: 200, paid: true, method, body })

export const cases: Case[] = [
  {
    name: 'fetch, GET',
    run: async ({ n }) => {
      const r = await fetch(`/paid/json?${n}`)
      const { paid, method, body } = await r.json()
      return {
        status: r.status,
        redirected: r.redirected,
        isSameUrl: r.url === `${location.origin}/paid/json?${n}`,
        paid,
        method,
        body,
      }
    },
    gives: { redirected: false, isSameUrl: true, ...paidJson('GET', '') },
    givesFirefox: { redirected: true, isSameUrl: true, ...paidJson('GET', '') },
    chromium: 'paid',
    firefox: 'paid',
    sends: { method: 'GET' },
  },
  {
    name: 'fetch, POST of text',
    run: async ({ n }) => {
      const r = await fetch(`/paid/json?${n}`, { method: 'POST', body: 'hello ☂', headers: { 'x-mine': '1' } })
      const { paid, method, body } = await r.json()
      return { status: r.status, paid, method, body }
    },
    gives: paidJson('POST', 'hello ☂'),
    chromium: 'paid',
    firefox: 'paid',
    sends: { method: 'POST', body: 'hello ☂' },
  },
  {
    name: 'fetch, POST of form data, a megabyte of Blob, URL parameters, bytes',
    run: async ({ n }) => {
      const form = new FormData()
      form.append('a', 'b')
      form.append('file', new Blob(['x'.repeat(1000)]), 'x.txt')
      const bodies = [
        form,
        new Blob(['y'.repeat(1_000_000)]),
        new URLSearchParams({ c: 'd' }),
        new Uint8Array([104, 105]),
      ]
      const got = []
      for (const [at, body] of bodies.entries()) {
        const pending = fetch(`/paid/json?${n}-${at}`, { method: 'POST', body })
        // What is filled in after it was sent is not part of it.
        if (body instanceof FormData || body instanceof URLSearchParams) body.append('late', 'late')
        const r = await pending
        const answer = await r.json()
        got.push([r.status, answer.body.length > 100_000 ? answer.body.length : answer.body.includes('late')])
      }
      return got
    },
    gives: [
      [200, false],
      [200, 1_000_000],
      [200, false],
      [200, false],
    ],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch of a Request with a body',
    run: async ({ n }) => {
      const r = await fetch(
        new Request(`/paid/json?${n}`, {
          method: 'PUT',
          body: 'in a request',
          headers: { 'content-type': 'text/plain' },
        }),
      )
      const { paid, method, body } = await r.json()
      return { status: r.status, paid, method, body }
    },
    gives: paidJson('PUT', 'in a request'),
    chromium: 'paid',
    firefox: 'paid',
    sends: { method: 'PUT', body: 'in a request' },
  },
  {
    name: 'fetch, its answer in pieces',
    run: async ({ n }) => {
      const r = await fetch(`/paid/stream?${n}`)
      const reader = r.body!.getReader()
      const pieces = []
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        pieces.push(new TextDecoder().decode(value))
      }
      return { text: pieces.join(''), inPieces: pieces.length > 1 }
    },
    gives: { text: 'one two three', inPieces: true },
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch with cookies, no cache, high priority, keepalive',
    run: async ({ n }) => {
      const r = await fetch(`/paid/json?${n}`, {
        credentials: 'include',
        cache: 'no-store',
        priority: 'high',
        keepalive: true,
        referrerPolicy: 'no-referrer',
      })
      return [r.status, (await r.json()).cookie]
    },
    gives: [200, 'taste=lemon'],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch that is redirected to what costs',
    run: async ({ n }) => {
      const r = await fetch(`/moved/json?${n}`)
      return [r.status, r.redirected, new URL(r.url).pathname, (await r.json()).paid]
    },
    gives: [200, true, '/paid/json', true],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch of another origin, simple',
    run: async ({ far, n }) => {
      const r = await fetch(`${far}/paid/json?${n}`)
      return [r.status, (await r.json()).paid]
    },
    gives: [200, true],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch of another origin, JSON with a preflight and cookies',
    run: async ({ far, n }) => {
      const r = await fetch(`${far}/paid/json?${n}`, {
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json', 'x-own': 'yes' },
        credentials: 'include',
      })
      const { paid, method, body } = await r.json()
      return { status: r.status, paid, method, body }
    },
    gives: paidJson('POST', '{"a":1}'),
    chromium: 'paid',
    firefox: 'paid',
    sends: { method: 'POST', body: '{"a":1}' },
  },
  {
    name: 'fetch of another origin that does not let the page read',
    run: ({ far, n }) =>
      fetch(`${far}/secret/json?${n}`).then(
        () => 'read',
        (error: Error) => error.name,
      ),
    gives: 'TypeError',
    chromium: 'left',
    firefox: 'left',
    because: 'the page could not read what was paid for',
  },
  {
    name: 'fetch, five at once',
    run: async ({ n }) => {
      const all = await Promise.all([1, 2, 3, 4, 5].map((at) => fetch(`/paid/json?${n}-${at}`)))
      return all.map(({ status }) => status)
    },
    gives: [200, 200, 200, 200, 200],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch, sent as a stream',
    run: async ({ n }) => {
      try {
        const body = new Blob(['streamed']).stream()
        return (await fetch(`/paid/json?${n}`, { method: 'POST', body, duplex: 'half' } as RequestInit)).status
      } catch (error) {
        return (error as Error).name
      }
    },
    gives: 'TypeError',
    givesFirefox: 200,
    chromium: 'left',
    firefox: 'paid',
    because: 'it can be sent only once (and only over HTTP/2)',
  },
  {
    name: 'XMLHttpRequest, GET and its events',
    run: ({ n }) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest()
        const events: string[] = []
        for (const type of ['loadstart', 'readystatechange', 'load', 'loadend', 'error', 'abort', 'timeout'])
          request.addEventListener(type, () => events.push(`${type} ${request.readyState} ${request.status}`))
        request.addEventListener('loadend', () =>
          resolve({ events: [...new Set(events)], isPaid: request.responseText }),
        )
        request.open('GET', `/paid/text?${n}`)
        request.send()
      }),
    gives: {
      events: [
        'readystatechange 1 0',
        'loadstart 1 0',
        'readystatechange 2 200',
        'readystatechange 3 200',
        'readystatechange 4 200',
        'load 4 200',
        'loadend 4 200',
      ],
      isPaid: 'paid text',
    },
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'XMLHttpRequest, POST, JSON answer, the object used twice',
    run: async ({ n }) => {
      const request = new XMLHttpRequest()
      request.responseType = 'json'
      const once = (at: number) =>
        new Promise((resolve) => {
          request.onload = () => resolve([request.status, request.response.method, request.response.body])
          request.open('POST', `/paid/json?${n}-${at}`)
          request.setRequestHeader('x-mine', 'yes')
          request.send(`body ${at}`)
        })
      return [await once(1), await once(2)]
    },
    gives: [
      [200, 'POST', 'body 1'],
      [200, 'POST', 'body 2'],
    ],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'XMLHttpRequest, another origin, bytes',
    run: ({ far, n }) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest()
        request.responseType = 'arraybuffer'
        request.onloadend = () => resolve([request.status, new TextDecoder().decode(request.response)])
        request.open('GET', `${far}/paid/text?${n}`)
        request.send()
      }),
    gives: [200, 'paid text'],
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'XMLHttpRequest, synchronous',
    run: ({ n }) => {
      const request = new XMLHttpRequest()
      request.open('GET', `/paid/text?${n}`, false)
      request.send()
      return request.status
    },
    gives: 200,
    chromium: 'again',
    firefox: 'paid',
    because: 'everything in the page stops while it waits',
  },
  {
    name: 'frame of the same origin',
    run: async ({ n }) => {
      const before = history.length
      const frame = document.createElement('iframe')
      frame.src = `/paid/frame?${n}`
      document.body.append(frame)
      for (let tries = 0; tries < 200; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        if (frame.contentDocument?.title === 'paid') return history.length - before
      }
      return 'never'
    },
    gives: 0,
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'frame of another origin',
    run: async ({ far, n }) => {
      const frame = document.createElement('iframe')
      frame.src = `${far}/paid/frame?${n}`
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 3000))
      return 'shown'
    },
    gives: 'shown',
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'picture',
    run: ({ n }) =>
      new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve(image.naturalWidth)
        document.body.append(image)
        image.src = `/paid/image?${n}`
      }),
    gives: 1,
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'picture in a closed shadow root, chosen by srcset',
    run: ({ n }) =>
      new Promise((resolve) => {
        const host = document.createElement('div')
        document.body.append(host)
        const root = host.attachShadow({ mode: 'closed' })
        root.innerHTML = `<picture><source srcset="/paid/image?${n}"><img alt=""></picture>`
        const image = root.querySelector('img')!
        image.onload = () => resolve(image.naturalWidth)
      }),
    gives: 1,
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'picture of a style sheet',
    run: async ({ n }) => {
      const box = document.createElement('div')
      Object.assign(box.style, { width: '9px', height: '9px', background: `url(/paid/image?${n})` })
      document.body.append(box)
      await new Promise((resolve) => setTimeout(resolve, 2500))
      const again = new Image()
      again.src = `/paid/image?${n}`
      await new Promise((resolve) => Object.assign(again, { onload: resolve, onerror: resolve }))
      return again.naturalWidth
    },
    gives: 1,
    chromium: 'again',
    firefox: 'paid',
    because: 'there is no element to ask again with',
  },
  {
    name: 'sound, with ranges',
    run: ({ n }) =>
      new Promise((resolve) => {
        const audio = document.createElement('audio')
        audio.oncanplaythrough = () => resolve(Math.round(audio.duration))
        audio.preload = 'auto'
        document.body.append(audio)
        audio.src = `/paid/media?${n}`
      }),
    gives: 1,
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'script',
    asks: true,
    run: async ({ n }) => {
      const script = document.createElement('script')
      script.src = `/paid/script?${n}`
      document.head.append(script)
      for (let tries = 0; tries < 200; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        if ('paidScript' in globalThis) return 'ran'
      }
      return 'never'
    },
    gives: 'ran',
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'style sheet',
    asks: true,
    run: async ({ n }) => {
      const link = document.createElement('link')
      Object.assign(link, { rel: 'stylesheet', href: `/paid/style?${n}` })
      document.head.append(link)
      for (let tries = 0; tries < 200; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        if (getComputedStyle(document.body).getPropertyValue('--paid')) return 'styled'
      }
      return 'never'
    },
    gives: 'styled',
    chromium: 'paid',
    firefox: 'paid',
  },
  {
    name: 'fetch in a worker',
    run: async ({ n }) => {
      const code = `onmessage = async ({ data }) => postMessage((await fetch(data)).status)`
      const worker = new Worker(URL.createObjectURL(new Blob([code])))
      const ask = () =>
        new Promise<number>((resolve) => {
          worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data)
          worker.postMessage(`${location.origin}/paid/text?${n}`)
        })
      const first = await ask()
      if (first === 200) return 200
      await new Promise((resolve) => setTimeout(resolve, 4000))
      return ask()
    },
    gives: 200,
    chromium: 'again',
    firefox: 'paid',
    because: 'a worker has no page to wait in',
  },
  {
    name: 'a page that pays by itself',
    run: async ({ n }) => (await fetch(`/paid/json?${n}`, { headers: { 'x-payment': 'mine' } })).status,
    gives: 402,
    chromium: 'left',
    firefox: 'left',
    because: 'it has its own client',
  },
]
