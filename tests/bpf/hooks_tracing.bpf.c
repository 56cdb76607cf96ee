// One counting program for every kind of section that observes or changes what the kernel and processes do.
#include "hooks.h"

HOOK("kprobe/do_nanosleep", kprobe, 0)
HOOK("kretprobe/do_nanosleep", kretprobe, 0)
HOOK("ksyscall/getppid", ksyscall, 0)
HOOK("kretsyscall/getppid", kretsyscall, 0)
HOOK("kprobe.multi/do_nanosle??", kprobe_multi, 0)
HOOK("kretprobe.multi/do_nanosle??", kretprobe_multi, 0)
HOOK("kprobe.session/do_nanosle??", kprobe_session, 0)

HOOK("uprobe/libc.so.6:getppid", uprobe, 0)
HOOK("uprobe.s/libc.so.6:getppid", uprobe_s, 0)
HOOK("uretprobe/libc.so.6:getppid", uretprobe, 0)
HOOK("uretprobe.s/libc.so.6:getppid", uretprobe_s, 0)
HOOK("uprobe.multi/libc.so.6:getppi?", uprobe_multi, 0)
HOOK("uprobe.multi.s/libc.so.6:getppi?", uprobe_multi_s, 0)
HOOK("uretprobe.multi/libc.so.6:getppi?", uretprobe_multi, 0)
HOOK("uretprobe.multi.s/libc.so.6:getppi?", uretprobe_multi_s, 0)
HOOK("uprobe.session/libc.so.6:getppi?", uprobe_session, 0)
HOOK("uprobe.session.s/libc.so.6:getppi?", uprobe_session_s, 0)

// Tracepoints that hardly anything passes, but for programs that may sleep: those go only to tracepoints of system calls.
HOOK("tracepoint/task/task_rename", tracepoint, 0)
HOOK("tp/task/task_rename", tp, 0)
HOOK("tracepoint.s/syscalls/sys_enter_getppid", tracepoint_s, 0)
HOOK("tp.s/syscalls/sys_enter_getppid", tp_s, 0)
HOOK("raw_tracepoint/task_rename", raw_tracepoint, 0)
HOOK("raw_tp/task_rename", raw_tp, 0)
HOOK("raw_tracepoint.s/sys_enter", raw_tracepoint_s, 0)
HOOK("raw_tp.s/sys_enter", raw_tp_s, 0)
HOOK("tp_btf/task_rename", tp_btf, 0)
HOOK("tp_btf.s/sys_enter", tp_btf_s, 0)

// The one tracepoint of the kernel proper whose argument may be written: it is passed at the end of a test run.
HOOK("raw_tracepoint.w/bpf_test_finish", raw_tracepoint_w, 0)
HOOK("raw_tp.w/bpf_test_finish", raw_tp_w, 0)

HOOK("fentry/bpf_fentry_test1", fentry, 0)
HOOK("fexit/bpf_fentry_test1", fexit, 0)
HOOK("fmod_ret/security_inode_mkdir", fmod_ret, 0)
HOOK("fsession/bpf_fentry_test1", fsession, 0)
HOOK("fentry.s/bpf_fentry_test1", fentry_s, 0)
HOOK("fexit.s/bpf_fentry_test1", fexit_s, 0)
HOOK("fmod_ret.s/bpf_fentry_test1", fmod_ret_s, 0)
HOOK("fsession.s/bpf_fentry_test1", fsession_s, 0)
HOOK("fentry.multi/bpf_fentry_test1", fentry_multi, 0)
HOOK("fexit.multi/bpf_fentry_test1", fexit_multi, 0)
HOOK("fsession.multi/bpf_fentry_test1", fsession_multi, 0)
HOOK("fentry.multi.s/bpf_fentry_test1", fentry_multi_s, 0)
HOOK("fexit.multi.s/bpf_fentry_test1", fexit_multi_s, 0)
HOOK("fsession.multi.s/bpf_fentry_test1", fsession_multi_s, 0)

HOOK("lsm/inode_rmdir", lsm, 0)
HOOK("lsm.s/bprm_committed_creds", lsm_s, 0) // the first that may sleep, and long the only one
HOOK("iter/task", iter, 0)
HOOK("iter.s/task", iter_s, 0)
HOOK("perf_event", perf_event, 0)
HOOK("syscall", syscall, 0)

// Like the function it replaces.
SEC("?freplace/replaceable")
int freplace(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&hits, 1);
	return 0;
}
