import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Camera, readCamera, roundCamera, writeCamera } from '../../client/src/url/camera.ts';
import { dossierHref, mapHref, readRoute } from '../../client/src/url/route.ts';

const camera: fc.Arbitrary<Camera> = fc.record({
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
  zoom: fc.double({ min: 0, max: 22, noNaN: true }),
  bearing: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('the camera in the link', () => {
  it('comes back as it was written, rounded once', () => {
    fc.assert(
      fc.property(camera, (each) => {
        expect(readCamera(writeCamera(each))).toEqual(roundCamera(each));
      }),
    );
  });

  it('is short when north is up', () => {
    expect(writeCamera({ lng: 120.1234567, lat: 29.5, zoom: 14.256, bearing: 0 })).toBe('120.123457,29.5,14.26');
    expect(writeCamera({ lng: 120, lat: 29, zoom: 12, bearing: -30.04 })).toBe('120,29,12,-30');
  });

  it('refuses what is no place', () => {
    const spoiled = [
      '',
      '120,29',
      '120,29,',
      '120,29,14,0,0',
      '200,29,14',
      '120,89,14',
      '120,29,99',
      'NaN,29,14',
      '120,29,1e9',
      'a,b,c',
      '120, ,14',
    ];
    expect(spoiled.map(readCamera)).toEqual(spoiled.map(() => null));
  });
});

describe('pages with an address of their own', () => {
  it('reads a parcel code out of its page, and takes anything else for the map', () => {
    expect(readRoute('/p/330681005001GB00040')).toEqual({ page: 'dossier', code: '330681005001GB00040' });
    expect(readRoute('/p/a%2Fb%20c/')).toEqual({ page: 'dossier', code: 'a/b c' });
    expect(readRoute('/s/12')).toEqual({ page: 'scenario', id: 12 });
    for (const path of ['/', '/p/', '/p/a/b', '/x', '/p/%E0%A4%A', '/s/0', '/s/x'])
      expect(readRoute(path)).toEqual({ page: 'map' });
  });

  it('leads from the map to the page and back, with jurisdiction, year and language', () => {
    const view = { j: 'zhuji', y: 2024, lang: 'en' };
    expect(dossierHref('a/b', view)).toBe('/p/a%2Fb?j=zhuji&y=2024&lang=en');
    expect(mapHref('a/b', view)).toBe('/?j=zhuji&y=2024&sel=a%2Fb&lang=en');
    expect(dossierHref('A1', { j: null, y: null, lang: 'zh' })).toBe('/p/A1');
  });
});
