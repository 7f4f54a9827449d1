import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERROR_NUMBERS } from '../../../src/codec/settings/error-number.ts';
import type { Response } from '../../../src/codec/settings/message.ts';
import {
  settingsIn,
  settingsResponse,
  valueIn,
  valueResponse,
  versionIn,
  versionResponse,
} from '../../../src/codec/settings/response.ts';
import { StarlingError } from '../../../src/error.ts';
import * as notation from '../../support/settings-vectors.ts';

test.each(notation.casesOf('responses'))('the response of %s is read and written as it says', (_, json) => {
  const response: Response = { op: 'Response', ok: json['ok'] as boolean, bytes: notation.bytesAt(json) };

  expect(rewritten(response, json)).toEqual(json['error'] ?? response);
});

test('error numbers are those of the documentation', () => {
  const text = readFileSync(new URL('../../../../../docs/settings-protocol.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| (\d{3}) \| `([A-Z_]+)` \|$/gm)].map(([, number, code]) => [
    Number(number),
    code,
  ]);

  expect(rows).toEqual([...ERROR_NUMBERS]);
});

function rewritten(response: Response, json: notation.Json): Response | string {
  try {
    switch (json['answers']) {
      case 'Get': {
        const value = valueIn(response);
        expect(value).toEqual(notation.parseValue(json['value']));
        return valueResponse(value);
      }
      case 'BatchGet': {
        const settings = settingsIn(response);
        expect(settings).toEqual(notation.parseSettings(json['settings']));
        return settingsResponse(settings);
      }
      default: {
        const version = versionIn(response);
        expect(version).toBe(notation.u64(json['version']));
        return versionResponse(version);
      }
    }
  } catch (error) {
    if (error instanceof StarlingError) return error.code;
    throw error;
  }
}
