namespace LibBpfSharp;

/// <summary>Takes one record of a perf buffer, of whatever type.</summary>
/// <param name="buffer">The buffer, which tells the CPU.</param>
/// <param name="record">The record, valid until the handler returns.</param>
public delegate void PerfRecordHandler(PerfBuffer buffer, PerfRecord record);
