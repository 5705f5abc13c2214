import { useState } from 'react';
import { systemClock } from '#shared/time.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { PHOTOS_LIMIT } from '../report.ts';
import { type Photo, preparePhoto } from './photo.ts';
import { words } from './words.ts';

/** Photographs of this report, made smaller as they are taken, and what may not be photographed. */
export function PhotoField(props: {
  photos: readonly Photo[];
  onChange: (photos: readonly Photo[]) => void;
}) {
  const { photos, onChange } = props;
  const t = useTexts(words);
  const [broken, setBroken] = useState(false);
  const add = async (file: File | undefined) => {
    if (!file) return;
    setBroken(false);
    try {
      onChange([...photos, await preparePhoto(file, systemClock().getTime())]);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      setBroken(true);
    }
  };
  const remove = (photo: Photo) => {
    URL.revokeObjectURL(photo.url);
    onChange(photos.filter((each) => each !== photo));
  };
  return (
    <fieldset>
      <legend>{t('photos')}</legend>
      <div className="photos">
        {photos.map((photo, n) => (
          <span className="photo" key={photo.id}>
            <img src={photo.url} alt={t('photoOf', { n: n + 1 })} />
            <button type="button" aria-label={t('removePhoto', { n: n + 1 })} onClick={() => remove(photo)}>
              <Icon name="x" size={16} />
            </button>
          </span>
        ))}
        {photos.length < PHOTOS_LIMIT && (
          <label className="photo-add">
            <input
              type="file"
              accept="image/*"
              capture="environment"
              onChange={(event) => {
                void add(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            <Icon name="camera" size={24} />
            <span className="sr-only">{t('takePhoto')}</span>
          </label>
        )}
      </div>
      {broken && (
        <p className="alarm" role="alert">
          {t('photoBroken')}
        </p>
      )}
      <p className="rule">
        <Icon name="eye" size={18} /> {t('forbidden')}
      </p>
    </fieldset>
  );
}
