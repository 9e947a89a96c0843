/** What a page may ask of the wallet it finds, checked on arrival. */
import * as v from 'valibot'

const asking = v.object({
  name: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  method: v.pipe(v.string(), v.maxLength(64)),
  params: v.optional(v.unknown()),
})

export function readAsking(said: unknown): v.InferOutput<typeof asking> | undefined {
  const parsed = v.safeParse(asking, said)
  return parsed.success ? parsed.output : undefined
}
