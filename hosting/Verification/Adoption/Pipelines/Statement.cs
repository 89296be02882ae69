namespace Parity.Verification.Adoption.Pipelines;

/// <summary>One Groovy statement as far as a pipeline needs it: its head without remarks, and its block where it has one.</summary>
/// <param name="Head">stage('Build'), sh 'make', environment, NAME = 'value'.</param>
internal sealed record Statement(string Head, int Line, IReadOnlyList<Statement>? Body)
{
    /// <summary>The word that the statement starts with: stage, sh, environment.</summary>
    public string Word
    {
        get
        {
            var end = 0;
            while (end < Head.Length && (char.IsLetterOrDigit(Head[end]) || Head[end] is '_' or '.')) end++;
            return Head[..end];
        }
    }

    /// <summary>What stands behind the word, without the parentheses around it.</summary>
    public string Arguments
    {
        get
        {
            var rest = Head[Word.Length..].Trim();
            return rest.StartsWith('(') && rest.EndsWith(')') ? rest[1..^1].Trim() : rest;
        }
    }

    public IEnumerable<Statement> Blocks(string word) => Body?.Where(each => each.Word == word && each.Body is not null) ?? [];

    /// <summary>The statement on one line, its block in braces.</summary>
    public override string ToString() => Body is null ? Head : $"{Head} {{ {string.Join("; ", Body)} }}".TrimStart();
}
