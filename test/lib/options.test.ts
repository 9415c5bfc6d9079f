import { createWidgetToken } from 'amazon-connect-widget-token';
import { describe, expect, it, vi } from 'vitest';
import { refusal, RIGHT } from '../support/helpers.js';

describe('createWidgetToken', () => {
  it('reads each option once, and none that is left out', async () => {
    const reads: string[] = [];
    const options = new Proxy(
      { ...RIGHT, attributes: { a: 'b' }, customerId: 'c', expiresIn: 60 },
      {
        get: (target, key) => {
          reads.push(String(key));
          return Reflect.get(target, key) as unknown;
        },
      },
    );
    await createWidgetToken(options);
    expect(reads).toEqual(['widgetId', 'secret', 'attributes', 'customerId', 'expiresIn']);
  });

  it('refuses an option whose getter throws, naming the option', async () => {
    const get = (): never => {
      throw new Error('read');
    };
    const options = Object.defineProperty({ ...RIGHT }, 'customerId', { enumerable: true, get });
    expect((await refusal(options)).issues[0]?.path).toEqual(['customerId']);
  });

  it('does not read an option that does not exist', async () => {
    const get = vi.fn();
    const { code } = await refusal(Object.defineProperty({ ...RIGHT }, 'typo', { enumerable: true, get }));
    expect(code).toBe('ERR_OPTION_UNKNOWN');
    expect(get).not.toHaveBeenCalled();
  });

  it('refuses an option named __proto__', async () => {
    const options = Object.defineProperty({ ...RIGHT }, '__proto__', { value: {}, enumerable: true });
    expect((await refusal(options)).issues[0]).toMatchObject({
      code: 'ERR_OPTION_UNKNOWN',
      path: ['__proto__'],
    });
  });
});
