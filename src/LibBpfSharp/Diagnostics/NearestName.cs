namespace LibBpfSharp;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    private const int FarthestMeant = 3;

    /// <summary>The candidate closest to a name; <c>null</c> where none is close.</summary>
    public static string? Suggest(string name, IEnumerable<string> candidates)
    {
        (string? best, int bestDistance) = (null, FarthestMeant);
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= bestDistance || candidate.Length > 256) continue;
            int distance = Distance(name, candidate);
            if (distance < bestDistance && distance < name.Length) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>How many letters have to be put in, taken out or replaced to make one text of the other.</summary>
    public static int Distance(string left, string right)
    {
        Span<int> row = stackalloc int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++)
            row[column] = column;
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int above = row[j];
                int substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, substitution);
                diagonal = above;
            }
        }
        return row[right.Length];
    }
}
