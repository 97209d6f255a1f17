/* The few instructions and addresses of a Cortex-M that Swift has no words for. */
#ifndef CORTEXM_ASSEMBLY_H
#define CORTEXM_ASSEMBLY_H

#include <stdint.h>

/* Masks interrupts; returns PRIMASK as it was, for cortexm_restore_interrupts. */
static inline uint32_t cortexm_mask_interrupts(void)
{
    uint32_t primask;
    __asm__ volatile("mrs %0, primask\n\tcpsid i" : "=r"(primask) : : "memory");
    return primask;
}

static inline void cortexm_restore_interrupts(uint32_t primask)
{
    __asm__ volatile("msr primask, %0" : : "r"(primask) : "memory");
}

/* Sleeps until an interrupt is pending, masked by PRIMASK or not. The barrier first: what was stored is out before
 * the clock stops (ARM DAI 0321A, section 4.5). */
static inline void cortexm_wait_for_interrupt(void)
{
    __asm__ volatile("dsb\n\twfi\n\tisb" : : : "memory");
}

/* Orders memory accesses and the instructions that follow, after a change to a system register. */
static inline void cortexm_barrier(void)
{
    __asm__ volatile("dsb\n\tisb" : : : "memory");
}

/* The number of the exception being handled, 0 outside of handlers. */
static inline uint32_t cortexm_exception_number(void)
{
    uint32_t number;
    __asm__ volatile("mrs %0, ipsr" : "=r"(number));
    return number;
}

/* Asks a debugger or an emulator for a service (ARM IHI 0029, "Semihosting"). Where nobody answers, the fault entry
 * skips the instruction and the result is -1. */
static inline int32_t cortexm_semihost(uint32_t operation, const void *argument)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;
    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return (int32_t)r0;
}

/* What the linker script names. */
extern uint32_t _data_load[], _data_start[], _data_end[], _bss_start[], _bss_end[];
extern uint32_t _ram_start[], _ram_end[], _stack_start[], _stack_top[];
extern uint32_t _arena_start[], _arena_end[], _image_start[], _image_end[];

#define CORTEXM_ADDRESS(name) \
    static inline uint32_t cortexm_##name(void) { return (uint32_t)(uintptr_t)_##name; }
CORTEXM_ADDRESS(data_load)
CORTEXM_ADDRESS(data_start)
CORTEXM_ADDRESS(data_end)
CORTEXM_ADDRESS(bss_start)
CORTEXM_ADDRESS(bss_end)
CORTEXM_ADDRESS(ram_start)
CORTEXM_ADDRESS(ram_end)
CORTEXM_ADDRESS(stack_start)
CORTEXM_ADDRESS(stack_top)
CORTEXM_ADDRESS(arena_start)
CORTEXM_ADDRESS(arena_end)
CORTEXM_ADDRESS(image_start)
CORTEXM_ADDRESS(image_end)

/* Where the stack of whoever asks is. */
static inline uint32_t cortexm_frame(void) { return (uint32_t)(uintptr_t)__builtin_frame_address(0); }

/* The board's main.swift. */
int cortexm_main(void) __asm__("main");

#endif
