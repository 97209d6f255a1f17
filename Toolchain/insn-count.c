/* A QEMU plugin that counts the instructions a run executes, and prints them on standard error when QEMU ends:
 *
 *   gcc -shared -fPIC -O2 -DAPI_VERSION=1 insn-count.c -o insn-count.so
 *   qemu-system-arm -M netduinoplus2 ... -plugin ./insn-count.so          ->  insns 12345678
 *
 * It adds up whole blocks as they are entered. In QEMU 7.2 that is the number of instructions, unless one faults. QEMU
 * 8.2 and later leave a block at an access to a device and run the rest again: there the count is too high for code
 * that uses devices, unless blocks have one instruction each (-accel tcg,one-insn-per-tb=on). It repeats from run to run
 * either way, whatever else the machine does, but for the program's own waits on devices.
 *
 * QEMU says which version of the plugin interface it has when it refuses another: 7.2 has 1, 10.0 has 4, 11.1 has 7. In
 * version 7 callbacks no longer get the plugin's number first. The header is not needed: it is not packaged
 * everywhere, and these four functions are all there is.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifndef API_VERSION
#define API_VERSION 7
#endif

#define EXPORT __attribute__((visibility("default")))

struct block;
typedef uint64_t plugin_id;

/* Registered by address: their type differs between versions. */
extern void qemu_plugin_register_vcpu_tb_trans_cb();
extern void qemu_plugin_register_atexit_cb();

extern size_t qemu_plugin_tb_n_insns(const struct block *);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct block *, void (*)(unsigned, void *), int, void *);

EXPORT int qemu_plugin_version = API_VERSION;

static uint64_t executed;

static void on_execute(unsigned cpu, void *instructions)
{
    (void)cpu;
    executed += (uintptr_t)instructions;
}

static void count(struct block *block)
{
    qemu_plugin_register_vcpu_tb_exec_cb(block, on_execute, 0, (void *)qemu_plugin_tb_n_insns(block));
}

#if API_VERSION >= 7
static void on_translate(struct block *block, void *unused)
{
    (void)unused;
    count(block);
}

static void on_exit_print(void *unused)
{
    (void)unused;
    fprintf(stderr, "insns %" PRIu64 "\n", executed);
}
#else
static void on_translate(plugin_id plugin, struct block *block)
{
    (void)plugin;
    count(block);
}

static void on_exit_print(plugin_id plugin, void *unused)
{
    (void)plugin, (void)unused;
    fprintf(stderr, "insns %" PRIu64 "\n", executed);
}
#endif

EXPORT int qemu_plugin_install(plugin_id plugin, const void *info, int count, char **arguments)
{
    (void)info, (void)count, (void)arguments;
    qemu_plugin_register_vcpu_tb_trans_cb(plugin, on_translate, NULL);
    qemu_plugin_register_atexit_cb(plugin, on_exit_print, NULL);
    return 0;
}
