import { mergeConfig } from 'vitest/config'
import config from '../vitest.config.ts'
import { planting } from './plant.ts'

const name = process.env['PLANTED']

export default mergeConfig(config, { plugins: name ? [planting(name)] : [] })
