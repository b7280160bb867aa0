import { webhookAddressProblem } from '@ao/adapter-notify';
import { durationFromText } from '@ao/config';
import { isAdapterName, NOTICE_KINDS, NOTICE_PRIORITIES } from '@ao/domain';
import { isTimeZone, WEEKDAYS } from '@ao/notifications';
import { z } from 'zod';

const duration = z.string().transform((text, context) => {
  const milliseconds = durationFromText(text);
  if (milliseconds !== null) return milliseconds;
  context.issues.push({ code: 'custom', message: 'should be a length of time such as 20s or 10m', input: text });
  return z.NEVER;
});

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'should be a time of day such as 22:00')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

const outletRules = {
  name: z.string().refine(isAdapterName, 'should be lower case letters, digits and dashes'),
  minimumPriority: z.enum(NOTICE_PRIORITIES).optional(),
  kinds: z.array(z.enum(NOTICE_KINDS)).nonempty().optional(),
  projects: z.array(z.string()).nonempty().optional(),
  rateLimit: z.strictObject({ count: z.int().min(1).max(10_000), per: duration }).optional(),
};

const commandOutlet = z.strictObject({
  ...outletRules,
  type: z.literal('command'),
  command: z.tuple([z.string().min(1)], z.string()),
  timeout: duration.optional(),
});

const webhookOutlet = z
  .strictObject({
    ...outletRules,
    type: z.literal('webhook'),
    url: z.string().optional(),
    /** Name of an environment variable of the daemon. */
    urlFrom: z.string().min(1).optional(),
    secret: z.string().min(16, 'should have at least 16 characters').optional(),
    secretFrom: z.string().min(1).optional(),
    allowHttp: z.boolean().optional(),
    timeout: duration.optional(),
  })
  .check((context) => {
    const { url, urlFrom, secret, secretFrom, allowHttp = false } = context.value;
    const issue = (path: string, message: string) => context.issues.push({ code: 'custom', path: [path], message, input: undefined });
    if ((url === undefined) === (urlFrom === undefined)) issue('url', 'give either url or urlFrom');
    if (secret !== undefined && secretFrom !== undefined) issue('secret', 'give either secret or secretFrom');
    const problem = url === undefined ? null : webhookAddressProblem(url, { allowHttp });
    if (problem !== null) issue('url', problem);
  });

const desktopOutlet = z.strictObject({ ...outletRules, type: z.literal('desktop') });

const quietHours = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  days: z.array(z.enum(WEEKDAYS)).nonempty().optional(),
  timeZone: z.string().refine(isTimeZone, 'is no time zone; use a name such as Europe/Berlin').optional(),
});

/** The file `notifications.json`. */
export const settingsSchema = z
  .strictObject({
    outlets: z.array(z.discriminatedUnion('type', [commandOutlet, webhookOutlet, desktopOutlet])).default([]),
    kinds: z.partialRecord(z.enum(NOTICE_KINDS), z.boolean()).default({}),
    projects: z.array(z.string()).nonempty().optional(),
    quietHours: z.array(quietHours).default([]),
    highPasses: z.boolean().optional(),
    needsYouAfter: duration.optional(),
  })
  .check((context) => {
    const names = context.value.outlets.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      context.issues.push({ code: 'custom', path: ['outlets'], message: `two are called ${twice}`, input: undefined });
  });

/** What the file says. */
export type SettingsFile = z.output<typeof settingsSchema>;
/** One of its outlets. */
export type OutletSettings = SettingsFile['outlets'][number];

/** Whether a file with these settings must not be read by others. */
export function holdsSecrets({ outlets }: SettingsFile): boolean {
  return outlets.some((outlet) => outlet.type === 'webhook' && (outlet.secret !== undefined || outlet.url !== undefined));
}
