using Xunit.Sdk;
using Xunit.v3;

namespace LibBpfSharp.Watchdog;

/// <summary>All that a test case says of itself.</summary>
internal abstract class WrappedTestCase(IXunitTestCase inner) : IXunitTestCase
{
    public bool Explicit => inner.Explicit;

    public Type[]? SkipExceptions => inner.SkipExceptions;

    public string? SkipReason => inner.SkipReason;

    public Type? SkipType => inner.SkipType;

    public string? SkipUnless => inner.SkipUnless;

    public string? SkipWhen => inner.SkipWhen;

    public string? SourceFilePath => inner.SourceFilePath;

    public int? SourceLineNumber => inner.SourceLineNumber;

    public string TestCaseDisplayName => inner.TestCaseDisplayName;

    public IXunitTestClass TestClass => inner.TestClass;

    public int TestClassMetadataToken => inner.TestClassMetadataToken;

    public string TestClassName => inner.TestClassName;

    public string? TestClassNamespace => inner.TestClassNamespace;

    public string TestClassSimpleName => inner.TestClassSimpleName;

    public IXunitTestCollection TestCollection => inner.TestCollection;

    public IXunitTestMethod TestMethod => inner.TestMethod;

    public int? TestMethodArity => inner.TestMethodArity;

    public int TestMethodMetadataToken => inner.TestMethodMetadataToken;

    public string TestMethodName => inner.TestMethodName;

    public string[] TestMethodParameterTypesVSTest => inner.TestMethodParameterTypesVSTest;

    public string TestMethodReturnTypeVSTest => inner.TestMethodReturnTypeVSTest;

    public int Timeout => inner.Timeout;

    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Traits => inner.Traits;

    public string UniqueID => inner.UniqueID;

    protected IXunitTestCase Inner => inner;

    ITestClass? ITestCase.TestClass => inner.TestClass;

    ITestCollection ITestCase.TestCollection => inner.TestCollection;

    ITestMethod? ITestCase.TestMethod => inner.TestMethod;

    int? ITestCaseMetadata.TestClassMetadataToken => inner.TestClassMetadataToken;

    string? ITestCaseMetadata.TestClassName => inner.TestClassName;

    string? ITestCaseMetadata.TestClassSimpleName => inner.TestClassSimpleName;

    int? ITestCaseMetadata.TestMethodMetadataToken => inner.TestMethodMetadataToken;

    string? ITestCaseMetadata.TestMethodName => inner.TestMethodName;

    string[]? ITestCaseMetadata.TestMethodParameterTypesVSTest => inner.TestMethodParameterTypesVSTest;

    string? ITestCaseMetadata.TestMethodReturnTypeVSTest => inner.TestMethodReturnTypeVSTest;

    public ValueTask<IReadOnlyCollection<IXunitTest>> CreateTests() => inner.CreateTests();

    public void PostInvoke() => inner.PostInvoke();

    public void PreInvoke() => inner.PreInvoke();
}
