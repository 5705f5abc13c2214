import { texts } from '../i18n/index.ts';

export const words = texts('map', {
  id: {
    zoomIn: 'Perbesar',
    zoomOut: 'Perkecil',
    fit: 'Tampilkan seluruh wilayah',
    loading: 'Memuat peta',
    noWebgl: 'Peta tidak dapat digambar di peramban ini',
    noWebglText: 'Peramban ini tanpa WebGL. Semua isi peta ada juga di daftarnya.',
    partly: 'Sebagian peta belum termuat; menunggu jaringan.',
    keys: 'Panah menggeser, + dan − memperbesar, Enter membuka yang di tengah.',
  },
  en: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Show the whole area',
    loading: 'Loading the map',
    noWebgl: 'This browser cannot draw the map',
    noWebglText: 'It has no WebGL. Everything on the map is in its list as well.',
    partly: 'Part of the map has not loaded; waiting for the network.',
    keys: 'Arrows move, + and − zoom, Enter opens what is in the middle.',
  },
});
