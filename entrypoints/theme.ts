import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { followTheme } from '../lib/browser/theme'

// Loaded before anything of a page is drawn, so that none is ever seen in the wrong colours.
export default defineUnlistedScript(followTheme)
