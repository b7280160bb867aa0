import { AoError } from '@ao/domain';

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/;

/**
 * Checks that a value can stand in a unit file. Line breaks end an entry of systemd, and XML has no way to write control characters.
 *
 * @throws AoError `INVALID_CONFIGURATION`
 */
export function checkUnitValue(name: string, value: string): string {
  if (!CONTROL_CHARACTERS.test(value) && value.isWellFormed()) return value;
  throw new AoError('INVALID_CONFIGURATION', {
    message: `${name} holds a control character, which a service file cannot: ${JSON.stringify(value)}. Use another path or value.`,
    details: { name, value: value.toWellFormed() },
  });
}
