// Made of the texts in the native functions by Toolchain/generate-tables: change those, and run it.

/// Words that native functions may make atoms of, beside the predefined ones: all that stand in a text of theirs.
enum NativeWords {
    /// The words, with blanks between them.
    static let text = """
        a abs active_tasks active_tasks_all address after agree alloc_util_allocators allocated_areas allocator
        allocator_sizes allow_passive_connect already_exists an another any arena argument arguments arithmetic as
        asn1 async_dist async_threads asynchronous atom atom_used atomics atoms auto backtrace_depth bad bad_generator
        bad_option badopt badtype been bignum bin_old_vheap_block_size bin_old_vheap_size bin_vheap_block_size
        bin_vheap_size bitstring bitstrings block blocks branch btnvfr build_type bytes c c_compiler_used call called
        cancel_timer case catchlevel cause cdr cell check_io clause collection compact compat_rel compressed connected
        context_reductions context_switches counters cpu_topology creation data debug_compiled decentralized_counters
        decimals default defined delayed_node_table_gc detected deterministic dirty_cpu_schedulers
        dirty_cpu_schedulers_online dirty_io_schedulers disabled dist_buf_busy_limit dist_ctrl do driver_version
        dynamic_trace dynamic_trace_probes e eager_check_io eamlet eamlet_on_one_core ef element elib_malloc emu
        emu_flavor emu_type emulator enabled end_of_table end_time endian ends enough erl_ddll erl_kernel_errors erm
        error_logger error_only erts_internal ets ets_count ets_limit eturn evaluating exact_reductions exceeds
        exception expression external_pid external_port external_reference f fault fcgi finalize firmware fitted fixed
        fixnum flash flatmap flush_timeout for format_bs_fail found fragment free from function garbage_collect
        garbage_collection_info gl hand handle has hashmap he header heap heap_binary heap_block_size heap_type heir
        hfloat hidden holds http http_bin httph httph_bin id if ignore ignored in include_shared_binaries initial
        inside internal internal_cpu_topology into io is it its keep kernel_poll key keypos kind known largest last
        last_calls left lies limit line_delimiter line_length linked list listed log logan logger logical_processors
        logical_processors_available logical_processors_online longer mailbox major malformed map match matching math
        mbuf_size microstate_accounting min_bin_vheap_size minor minor_gcs minor_version modified_timing_level modules
        more multi_scheduling multi_scheduling_blockers multi_time_warp n named_table nif_version no no_integer
        nocookie normal_multi_scheduling_blockers not_a_list not_owner notalive object occurred of old
        old_heap_block_size old_heap_size one operator opt ort os os_monotonic_time_source os_pid
        os_system_time_source os_type os_version out outside overlap owner p p_with_exit_value packet_size parent
        perf_counter persistent_term place points port_parallelism position priority_messages private processes
        processes_used procs program protection radix range raw rawValue re reached read_concurrency read_timer
        realtime receive recent_size refc_binary reference references reply reply_tag returned right ring rocess rror
        rror_in_process_ run_queue run_queue_lengths run_queue_lengths_all runtime s safe safe_fixed
        safe_fixed_monotonic_time saved scheduler_bind_type scheduler_bindings scheduler_id scheduler_wall_time
        scheduler_wall_time_all schedulers schedulers_online scientific sequential_trace_token sh shared side sigabrt
        sigalrm sigchld sigcont sighup sigquit sigstop sigterm sigtstp sigusr1 sigusr2 sigwinch smp_support
        spawn_reply ssl_tls stack start_time stats stderr stdin stdout sub_binary success_only such sunrm suspending
        system system_architecture system_logger system_version table table_type term than that the there this
        thread_pool_size threads time time_correction time_warp_mode timers to tolerant_timeofday total
        total_active_tasks total_active_tasks_all total_run_queue_lengths total_run_queue_lengths_all tpkt trace
        trace_control_word tring try tuple two u un unbound unchanged unix unless_suspending update_cpu_info use used
        visible volatile wall_clock warning was when which with word words write_concurrency x xited yes young z
        """
}
