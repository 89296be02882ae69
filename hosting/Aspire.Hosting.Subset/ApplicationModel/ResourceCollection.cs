using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Resources in the order of their addition, no two of one name.</summary>
internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    private readonly Dictionary<string, IResource> _byName = new(ResourceNames.Comparer);

    public ResourceCollection()
    {
    }

    public ResourceCollection(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            Add(resource);
        }
    }

    public bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource)
    {
        resource = null;
        return name is not null && _byName.TryGetValue(name, out resource);
    }

    protected override void InsertItem(int index, IResource item)
    {
        Claim(item);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, IResource item)
    {
        var replaced = this[index];
        _byName.Remove(replaced.Name);
        try
        {
            Claim(item);
        }
        catch
        {
            _byName[replaced.Name] = replaced;
            throw;
        }

        base.SetItem(index, item);
    }

    protected override void RemoveItem(int index)
    {
        _byName.Remove(this[index].Name);
        base.RemoveItem(index);
    }

    protected override void ClearItems()
    {
        _byName.Clear();
        base.ClearItems();
    }

    private void Claim(IResource resource)
    {
        if (!_byName.TryAdd(resource.Name, resource))
        {
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{resource.GetType()}' with name '{resource.Name}' because resource of type '{_byName[resource.Name].GetType()}' with that name already exists. Resource names are case-insensitive.");
        }
    }
}
