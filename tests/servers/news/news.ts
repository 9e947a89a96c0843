// The Tuppenny Post: a newspaper sold by the piece, through the official middleware.
import type { Express } from 'express'
import { priced, till } from '../till.ts'
import { annual, harbour, lighthouse, tides, type Article } from './articles.ts'
import { articlePage, escaped, figure, foot, masthead, page, plate, sheet, shop, teaser } from './paper.ts'

const NAME = 'The Tuppenny Post'
const articles = [lighthouse, tides, harbour, annual]

export function newspaper(facilitatorUrl: string): Express {
  const app = shop()
  app.use(
    till(facilitatorUrl, {
      ...Object.fromEntries(articles.map((article) => [`GET ${article.path}`, ware(article)])),
      'GET /api/weather': priced('$0.001', { description: 'The weather at the Skerry', mimeType: 'application/json' }),
      'GET /picture/lighthouse.svg': priced('$0.005', {
        description: 'The light, a fine plate',
        mimeType: 'image/svg+xml',
      }),
      'GET /download/almanac.txt': priced('$0.05', { description: 'The almanac', mimeType: 'text/plain' }),
      'POST /letter': priced('$0.01', { description: 'A letter to the editor', mimeType: 'text/html' }),
    }),
  )
  app.get('/', (_request, response) => void response.send(frontPage()))
  app.get('/gallery', (_request, response) => void response.send(gallery))
  for (const article of articles) {
    app.get(article.path, (_request, response) => void response.send(articlePage(article, NAME)))
  }
  app.get('/api/weather', (_request, response) => {
    response.json({ sky: 'Clearing from the west', wind: 'south-west 4', glass: '1013 and rising', celsius: 14 })
  })
  app.get('/picture/lighthouse.svg', (_request, response) => {
    response.type('svg').send(plate('lighthouse', { ground: 'paper', pitch: 2.4 }))
  })
  app.get('/download/almanac.txt', (_request, response) => void response.attachment('almanac.txt').send(almanac))
  app.post('/letter', (request, response) => void response.send(letterPage(new URLSearchParams(`${request.body}`))))
  return app
}

const ware = ({ price, title }: Article): ReturnType<typeof priced> =>
  priced(price, { description: title, mimeType: 'text/html' })

function frontPage(): string {
  return sheet(
    NAME,
    `${masthead(NAME)}<main class="front">
<section class="lead"><article class="teaser">${figure('harbour', 'The quay last night. Engraved for the Post.')}
<p class="kicker">${harbour.kicker}</p><h2><a href="${harbour.path}">${harbour.title}</a></h2><p>${harbour.teaser}</p><p class="price">${harbour.price}</p></article>
<section class="notice"><h2>How this paper is sold</h2><p>By the piece. The front page is free, and so is looking. Whatever has a price beside it costs that, once, when you open it, and nothing afterwards.</p><p>There is no account and nothing to cancel. We do not ask who you are: your coin says only that it is good. Prices are printed before you turn the page, as on a bun.</p></section></section>
<section class="inner" aria-label="Inside">${[lighthouse, tides, annual].map((article) => teaser(article)).join('')}</section>
<aside class="side">
<section class="box"><h2>Weather at the Skerry</h2><p id="weather" role="status">The glass is read when somebody asks.</p><p><button id="weather-button" type="button">Read the glass</button> <span class="price">$0.001</span></p></section>
<section class="box"><h2>At the counter</h2><ul class="counter">
<li><a href="/picture/lighthouse.svg">The light, a fine plate</a> <span class="price">$0.005</span></li>
<li><a href="/download/almanac.txt">The almanac, to keep</a> <span class="price">$0.05</span></li>
<li><a href="/gallery">The gallery</a> <span>a plate within, <span class="price">$0.005</span></span></li></ul></section>
<section class="box"><h2>A letter to the editor</h2><form method="post" action="/letter"><label>Your name <input name="name" autocomplete="off" required></label><label>Your letter <textarea name="letter" rows="4" required></textarea></label><p><button type="submit">Post it</button> <span class="price">$0.01</span></p></form></section>
</aside></main>${foot}<script src="/paper.js"></script>`,
  )
}

const gallery = page(
  'The gallery',
  '<p>One plate is shown today.</p><img src="/picture/lighthouse.svg" width="720" height="432" alt="The light on the Skerry"><p><a href="/">Back to the front page</a></p>',
)

function letterPage(form: URLSearchParams): string {
  const [name, letter] = [form.get('name') ?? '', form.get('letter') ?? '']
  return page(
    'Your letter is in',
    `<p>Printed as received, under one penny’s postage.</p><blockquote><p>${escaped(letter)}</p><footer>${escaped(name)}</footer></blockquote><p><a href="/">Back to the front page</a></p>`,
  )
}

const almanac = `THE TUPPENNY ALMANAC

January    Ice in the ropes. Mend nets.
February   Short, and felt as long.
March      Comes in as advertised.
April      The machine at the Skerry wants oil.
May        Paint the boat, or say that you will.
June       Light until the pubs shut.
July       Visitors. Hide the good kettle.
August     Regatta. Somebody falls in; see 1903 to 1987.
September  Spring tides: mind the third hour.
October    Apples. First lamp before tea.
November   Fog. Let the clock run slow.
December   Count the year, thank the reader, put the cat out.
`
