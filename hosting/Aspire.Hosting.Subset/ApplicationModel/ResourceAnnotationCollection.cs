using System.Collections;
using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Callbacks add annotations while others enumerate them, so every enumeration walks a copy.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>, IEnumerable<IResourceAnnotation>
{
    public ResourceAnnotationCollection() : base(new Annotations())
    {
    }

    public new IEnumerator<IResourceAnnotation> GetEnumerator() => Items.GetEnumerator();

    private sealed class Annotations : IList<IResourceAnnotation>
    {
        private readonly Lock _gate = new();
        private ImmutableList<IResourceAnnotation> _items = [];

        public IResourceAnnotation this[int index]
        {
            get => _items[index];
            set => Change(items => items.SetItem(index, value));
        }

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public void Add(IResourceAnnotation item) => Change(items => items.Add(item));

        public void Clear() => Change(items => items.Clear());

        public bool Contains(IResourceAnnotation item) => _items.Contains(item);

        public void CopyTo(IResourceAnnotation[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public int IndexOf(IResourceAnnotation item) => _items.IndexOf(item);

        public void Insert(int index, IResourceAnnotation item) => Change(items => items.Insert(index, item));

        public void RemoveAt(int index) => Change(items => items.RemoveAt(index));

        public bool Remove(IResourceAnnotation item)
        {
            var had = false;
            Change(items =>
            {
                had = items.Contains(item);
                return items.Remove(item);
            });
            return had;
        }

        public IEnumerator<IResourceAnnotation> GetEnumerator() => ((IEnumerable<IResourceAnnotation>)_items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private void Change(Func<ImmutableList<IResourceAnnotation>, ImmutableList<IResourceAnnotation>> change)
        {
            lock (_gate)
            {
                _items = change(_items);
            }
        }
    }
}
