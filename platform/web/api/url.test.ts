import { describe, expect, it } from 'vitest';
import { query } from '#shared/endpoint.ts';
import { object, Type } from '#shared/schema.ts';
import { urlOf } from './url.ts';

const findStation = query({
  name: 'stations.find',
  path: '/api/stations/:stationId/days/:day',
  summary: { id: 'TPS', en: 'Station' },
  access: 'signed-in',
  params: { stationId: Type.String(), day: Type.String() },
  query: { q: Type.Optional(Type.String()), limit: Type.Optional(Type.Integer()) },
  reply: object({}),
});

describe('the address of an endpoint', () => {
  it('fills every parameter and escapes it', () => {
    const url = urlOf(findStation, { params: { stationId: 'a/b c', day: '2024-11-27' } });
    expect(url).toBe('/api/stations/a%2Fb%20c/days/2024-11-27');
  });

  it('leaves out what was not asked', () => {
    const params = { stationId: '1', day: '2' };
    expect(urlOf(findStation, { params, query: { q: '', limit: 0 } })).toBe('/api/stations/1/days/2?limit=0');
    expect(urlOf(findStation, { params, query: { q: 'Duri & Kosambi' } })).toBe(
      '/api/stations/1/days/2?q=Duri+%26+Kosambi',
    );
  });

  it('refuses to make an address with a hole in it', () => {
    const params: Record<string, string> = { stationId: '1' };
    expect(() => urlOf(findStation, JSON.parse(JSON.stringify({ params })))).toThrow(
      'needs the parameter day',
    );
  });
});
