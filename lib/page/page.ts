/** What runs in the own world of every page, before any script of the page. */
import { watchElements } from './elements'
import { patchFetch } from './fetch'
import { listenFirst } from './hold'
import { patchXhr } from './xhr'

listenFirst()
patchFetch()
patchXhr()
watchElements()
